import type { Selectable } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { AccountTable } from '../../database/people-tables.ts'
import type { AccountAccess, KeyPrincipal, PersonPrincipal } from '../../server/pipeline/principal.ts'

type DeployPolicy = Selectable<AccountTable>['production_deploys']

interface PolicyChange {
  readonly from: DeployPolicy
  readonly to: DeployPolicy
}

/**
 * Refuses to give up the second person before production to those whom the rule is about: any administrator could otherwise
 * lift it, deploy alone, and set it again. Throws `PERSON_REQUIRED` and `ROLE_TOO_LOW`.
 */
export function refuseLoosening(
  { caller, account }: { readonly caller: PersonPrincipal | KeyPrincipal; readonly account: AccountAccess },
  { from, to }: PolicyChange,
): void {
  if (from !== 'with-approval' || to === 'with-approval') return
  if (caller.kind !== 'person') {
    throw new HubProblem('PERSON_REQUIRED', {
      detail: 'Only a person who is signed in can end the approval of versions for production; API keys may not.',
      suggestion: 'Ask an owner of the account to change policy.productionDeploys.',
    })
  }
  if (account.role === 'owner') return
  throw new HubProblem('ROLE_TOO_LOW', {
    detail: `It takes an owner to end the approval of versions for production; you have ${account.role}.`,
    suggestion: 'Ask an owner of the account to change policy.productionDeploys.',
  })
}
