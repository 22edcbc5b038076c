import type { HubContext } from '../hub-context.ts'
import type { Handlers } from '../server/handler.ts'

/** About the installation itself. */
export function createInstallationHandlers({ db, version, people }: HubContext): Pick<Handlers, 'installation.get'> {
  return {
    'installation.get': async () => {
      const person = await db.selectFrom('person').select('id').limit(1).executeTakeFirst()
      const openIdConnect = people.openIdConnect ? { label: people.openIdConnect.label } : null
      return { body: { version, isSetUp: person !== undefined, openIdConnect } }
    },
  }
}
