// SPDX-License-Identifier: GPL-2.0-or-later
/** The catalogue: what can be run. Runtest files and scenario files become cases; names and globs select among them. */

export { countRestored, type DroppedCase, loadDropped, type TierCount } from './dropped.ts';
export { type ForeignOptions, loadForeign } from './foreign.ts';
export { KUNIT, type KunitCaseOptions, kunitCases, kunitFilter } from './kunit.ts';
export { type ParsedCaseList, parseCaseList, readCaseList } from './list-file.ts';
export { type CatalogOptions, loadCatalog, loadSuites } from './load.ts';
export { didYouMean, editDistance, nearest } from './nearest.ts';
export { GUEST_VARIABLES, type ParsedRuntest, parseRuntest } from './runtest.ts';
export {
  type ChildKind,
  originOf,
  parseScenario,
  type Scenario,
  type ScenarioFile,
  scenarioSchema,
} from './scenario.ts';
export { isGlob, type Selected, selectEntries } from './select.ts';
export type { Case, Catalog, Entry, ListedName, Selection, Suite } from './types.ts';
export { type Place, readYaml, type YamlPath, type YamlResult } from './yaml.ts';
