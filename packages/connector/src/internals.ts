// For the other packages of this repository, which are released together with this one. It may change at any time.
export { testOutcomes } from './diagnosis/outcomes/outcomes.ts'
export { stageNames } from './diagnosis/report/stages.ts'
export { runTest } from './diagnosis/run-test.ts'
export { operators } from './query/condition.ts'
export type { AnyQuery } from './read/query.ts'
export { createRedactor, redact } from './secrets/redact.ts'
export { connectionFields } from './settings/connection-fields.ts'
export { settingsFingerprint } from './settings/fingerprint.ts'
