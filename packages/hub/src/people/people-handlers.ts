import type { HubContext } from '../hub-context.ts'
import type { Handlers } from '../server/handler.ts'
import { createPasswordHasher } from './password-hasher.ts'
import { createSessionHandlers } from './session-handlers.ts'
import { createSetUpHandlers } from './set-up-handlers.ts'

type PeopleHandlers = ReturnType<typeof createSessionHandlers> & ReturnType<typeof createSetUpHandlers>

/** People, their sessions, accounts, members, invitations and API keys. They share one gate to the hashing of passwords. */
export function createPeopleHandlers(context: HubContext): Pick<Handlers, keyof PeopleHandlers> {
  const { randomBytes, people } = context
  const passwords = createPasswordHasher({ randomBytes, cost: people.passwordCost, deriveKey: people.deriveKey })
  return {
    ...createSetUpHandlers(context, passwords),
    ...createSessionHandlers(context, passwords),
  }
}
