import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { createCatalogHandlers } from './catalog-handlers.ts'

type InstallationHandlers = Pick<
  Handlers,
  | 'installation.get'
  | 'connectionType.get'
  | 'catalog.resources'
  | 'catalog.resource'
  | 'catalog.type'
  | 'catalog.scopes'
>

/** About the installation itself, and what it knows of Coupa. */
export function createInstallationHandlers(context: HubContext): InstallationHandlers {
  const { db, version, people, connectionType, suggestedConnection: offered } = context
  let isSetUp = false
  return {
    'installation.get': async () => {
      // Once set up it stays so: this is asked by every page that opens.
      isSetUp ||= (await db.selectFrom('person').select('id').limit(1).executeTakeFirst()) !== undefined
      const openIdConnect = people.openIdConnect ? { label: people.openIdConnect.label } : null
      return { body: { version, isSetUp, openIdConnect, sendsMail: context.messaging.mail !== undefined } }
    },
    'connectionType.get': async () => {
      const { fields, outcomes, connectorVersion } = connectionType
      const suggestedConnection = offered ? { name: offered.name, fields: { ...offered.fields } } : null
      return { body: { fields: [...fields], outcomes: [...outcomes], connectorVersion, suggestedConnection } }
    },
    ...createCatalogHandlers(),
  }
}
