// SPDX-License-Identifier: GPL-2.0-or-later
/** Figures of a benchmark: medians with their spread, and the table they are printed as. Pure. */

export interface Figure {
  readonly name: string;
  readonly unit: 'ms' | 'µs';
  /** At most this; undefined: no goal. */
  readonly goal?: number | undefined;
  /** By kernel, in the order measured. */
  readonly samples: Readonly<Record<string, readonly number[]>>;
}

export interface Spread {
  readonly min: number;
  readonly median: number;
  readonly max: number;
}

/** Of at least one sample. */
export function spread(samples: readonly number[]): Spread {
  const sorted = [...samples].sort((a, b) => a - b);
  const [min, max] = [sorted[0], sorted[sorted.length - 1]];
  if (min === undefined || max === undefined) throw new RangeError('no samples');
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? max;
  const median = sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? min) + upper) / 2;
  return { min, median, max };
}

/** `name nanoseconds` lines of the guest's program. Throws on anything else: a figure must not be guessed. */
export function parseGuestFigures(text: string): Map<string, number> {
  const figures = new Map<string, number>();
  for (const line of text.split(/\r?\n/)) {
    if (line === '') continue;
    const match = /^(\w+) (\d+(?:\.\d+)?)$/.exec(line);
    if (!match) throw new SyntaxError(`not a figure: ${JSON.stringify(line)}`);
    figures.set(match[1] as string, Number(match[2]));
  }
  return figures;
}

const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toFixed(2));

/** One line a figure: median (min–max) of each kernel, the goal and whether the first kernel meets it. */
export function figureTable(figures: readonly Figure[], kernels: readonly string[]): string {
  const cell = (figure: Figure, kernel: string): string => {
    const samples = figure.samples[kernel] ?? [];
    if (samples.length === 0) return '-';
    const { min, median, max } = spread(samples);
    return `${digits(median)} ${figure.unit} (${digits(min)}–${digits(max)})`;
  };
  const goal = (figure: Figure): string => {
    const [first] = kernels;
    const samples = first === undefined ? [] : (figure.samples[first] ?? []);
    if (figure.goal === undefined || samples.length === 0) return '';
    const met = spread(samples).median <= figure.goal;
    return `≤ ${figure.goal} ${figure.unit} ${met ? 'met' : 'MISSED'}`;
  };
  const rows = [
    ['', ...kernels, 'goal'],
    ...figures.map((figure) => [figure.name, ...kernels.map((kernel) => cell(figure, kernel)), goal(figure)]),
  ];
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? '').length)),
  );
  return rows
    .map((row) =>
      row
        .map((text, column) => text.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
}
