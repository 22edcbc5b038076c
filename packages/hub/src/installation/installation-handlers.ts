import type { HubContext } from '../hub-context.ts'
import type { Handlers } from '../server/handler.ts'

/** About the installation itself. */
export function createInstallationHandlers({ db, version }: HubContext): Pick<Handlers, 'installation.get'> {
  return {
    'installation.get': async () => {
      const person = await db.selectFrom('person').select('id').limit(1).executeTakeFirst()
      return { body: { version, isSetUp: person !== undefined, openIdConnect: null } }
    },
  }
}
