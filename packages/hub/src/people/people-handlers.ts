import type { HubContext } from '../context/hub-context.ts'
import type { Handlers } from '../server/routes/handler.ts'
import { createAccountHandlers } from './accounts/account-handlers.ts'
import { createKeyHandlers } from './api-keys/key-handlers.ts'
import { createPasswordHasher } from './credentials/password-hasher.ts'
import { createAcceptHandlers } from './invitations/accept-handlers.ts'
import { createInvitationHandlers } from './invitations/invitation-handlers.ts'
import { createMemberHandlers } from './member-handlers.ts'
import { createOpenIdConnectHandlers } from './sign-in/open-id-connect-handlers.ts'
import { createPasswordHandlers } from './sign-in/password-handlers.ts'
import { createSessionHandlers } from './sign-in/session-handlers.ts'
import { createSetUpHandlers } from './sign-in/set-up-handlers.ts'

type PeopleHandlers = ReturnType<typeof createSetUpHandlers> &
  ReturnType<typeof createSessionHandlers> &
  ReturnType<typeof createPasswordHandlers> &
  ReturnType<typeof createOpenIdConnectHandlers> &
  ReturnType<typeof createAcceptHandlers> &
  ReturnType<typeof createAccountHandlers> &
  ReturnType<typeof createMemberHandlers> &
  ReturnType<typeof createInvitationHandlers> &
  ReturnType<typeof createKeyHandlers>

/** People, their sessions, accounts, members, invitations and API keys. They share one queue for the hashing of passwords. */
export function createPeopleHandlers(context: HubContext): Pick<Handlers, keyof PeopleHandlers> {
  const { randomBytes, people } = context
  const passwords = createPasswordHasher({ randomBytes, cost: people.passwordCost, deriveKey: people.deriveKey })
  return {
    ...createSetUpHandlers(context, passwords),
    ...createSessionHandlers(context, passwords),
    ...createPasswordHandlers(context, passwords),
    ...createOpenIdConnectHandlers(context),
    ...createAcceptHandlers(context, passwords),
    ...createAccountHandlers(context),
    ...createMemberHandlers(context),
    ...createInvitationHandlers(context),
    ...createKeyHandlers(context),
  }
}
