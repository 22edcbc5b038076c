import type { SettingDeclaration } from '../../contract/destination-type.ts'
import type { SourceType } from '../../contract/source-type.ts'
import { readSettings } from '../../objects/read-settings.ts'
import { parseUrl } from '../../postgresql/connect.ts'

const settings: readonly SettingDeclaration[] = [
  {
    name: 'url',
    title: 'URL',
    description: 'where the database is: postgresql://user@host:5432/database',
    isRequired: true,
    isSecret: false,
  },
  { name: 'password', title: 'Password', description: 'of the user in the URL', isRequired: false, isSecret: true },
]

/** The rows of a query in a PostgreSQL database. */
export const postgresqlSource: SourceType = {
  kind: 'postgresql',
  title: 'PostgreSQL',
  settings,
  isLocal: false,
  readSettings: read,
  open: async (given, options) => {
    const found = read(given)
    const { createPostgresqlSource } = await import('./create-postgresql-source.ts')
    return createPostgresqlSource(found, options)
  },
}

function read(given: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const complete = readSettings(given, settings, 'postgresql', 'source')
  parseUrl(complete.url ?? '')
  return complete
}
