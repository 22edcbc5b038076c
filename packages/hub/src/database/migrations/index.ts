import type { Migration } from 'kysely/migration'
import { initial } from './0001-initial.ts'
import { processes } from './0002-processes.ts'
import { alerts } from './0003-alerts.ts'
import { schemaSnapshots } from './0004-schema-snapshots.ts'
import { proposals } from './0005-proposals.ts'
import { approvalRules } from './0006-approval-rules.ts'
import { definitionsAsWritten } from './0007-definitions-as-written.ts'

/** All migrations by name, in order. They only go forward: a released one never changes. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-initial': initial,
  '0002-processes': processes,
  '0003-alerts': alerts,
  '0004-schema-snapshots': schemaSnapshots,
  '0005-proposals': proposals,
  '0006-approval-rules': approvalRules,
  '0007-definitions-as-written': definitionsAsWritten,
}
