// SPDX-License-Identifier: GPL-2.0-or-later
/** TAP and console side by side. Text of guests is only ever put in as text. */
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { blocks, consoleMarks, type Mark, tapMarks } from '../log-marks.ts';
import type { CaseDetail, LogText } from '../model.ts';

export function Logs({ detail }: { detail: CaseDetail }): JSX.Element | null {
  const { result, kernel, output } = detail.logs;
  const box = useRef<HTMLDivElement>(null);
  if (!result && !kernel && !output) return <p class="quiet">No logs were found when this page was made.</p>;
  const jump = (line: number): void => {
    const target = box.current?.querySelector<HTMLElement>(`.kernel [data-line="${line}"]`);
    target?.scrollIntoView({ block: 'center' });
    target?.focus({ preventScroll: true });
  };
  return (
    <section>
      <h2>Logs</h2>
      {detail.kernelEvents.length > 0 && (
        <ul class="events">
          {detail.kernelEvents.map((event) => (
            <li key={`${event.line}${event.headline}`}>
              <button type="button" class="link" onClick={() => jump(event.line)}>
                <span class={`kind ${event.allowed ? '' : 'bad'}`}>{event.kind}</span> {event.headline}
              </button>
              <span class="quiet">
                {' '}
                in {event.phase}
                {event.count > 1 && `, ${event.count} times`}
                {event.allowed && ', allowed by the scenario'}
              </span>
            </li>
          ))}
        </ul>
      )}
      <div class="logs" ref={box}>
        {result && <Log name="TAP" log={result} marks={tapMarks(result)} />}
        {kernel && (
          <Log name="Kernel" class="kernel" log={kernel} marks={consoleMarks(detail.kernelEvents)} />
        )}
      </div>
      {output && (
        <details open={output.head.length < 1500}>
          <summary>What the case printed</summary>
          <Log name="Output" log={output} marks={new Map()} />
        </details>
      )}
    </section>
  );
}

interface LogProps {
  readonly name: string;
  readonly log: LogText;
  readonly marks: ReadonlyMap<number, Mark>;
  readonly class?: string;
}

function Log({ name, log, marks, class: kind = '' }: LogProps): JSX.Element {
  return (
    <figure class={`log ${kind}`}>
      <figcaption>
        <strong>{name}</strong> <span class="quiet">{log.path}</span>
      </figcaption>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section class="scroll" tabIndex={0} aria-label={`${name} log`}>
        <pre>
          {blocks(log, marks).map((block) =>
            block === null ? (
              <em key="omitted">
                {'\n'}… {log.omitted} lines left out, the whole is in {log.path}
                {'\n\n'}
              </em>
            ) : block.mark === undefined ? (
              `${block.text}\n`
            ) : (
              <mark
                key={block.line}
                class={block.mark.kind}
                data-line={block.line}
                tabIndex={-1}
                title={block.mark.title}
              >
                {block.text}
                {'\n'}
              </mark>
            ),
          )}
        </pre>
      </section>
    </figure>
  );
}
