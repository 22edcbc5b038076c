import { auditRequest, auditRequestOfPerson } from '../../audit/audit-request.ts'
import { refusalLimit } from '../../audit/refusal-audit.ts'
import { HubProblem, notFound } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { KeyPrincipal, PersonPrincipal } from '../../server/pipeline/principal.ts'
import { createRateLimiter } from '../../server/pipeline/rate-limiter.ts'
import { type Handlers, matchesVersion, versionTag } from '../../server/routes/handler.ts'
import { accountSubject, createAccount, toAccount } from './account.ts'
import { refuseLoosening } from './refuse-loosening.ts'

/** Accounts: making one, those of the caller, name and policy. */
export function createAccountHandlers({
  db,
  clock,
}: HubContext): Pick<Handlers, 'accounts.create' | 'accounts.list' | 'account.get' | 'account.update'> {
  const refusals = createRateLimiter({ ...refusalLimit, monotonicMs: () => clock.monotonicMs() })
  return {
    'accounts.create': async (request) => {
      const { caller, body, actor, meta } = request
      const owner = await ownerOf(caller)
      if (owner === undefined) {
        const refused = { outcome: 'refused', detail: { name: body.name } } as const
        // What somebody asks for again and again does not fill the audit log.
        if (!refusals.mayTake(caller.id)) throw mayCreateNone(caller)
        if (caller.kind === 'key') await auditRequest(db, { actor, meta, account: { id: caller.account } }, refused)
        else await auditRequestOfPerson(db, request, caller.id, refused)
        throw mayCreateNone(caller)
      }
      return await request.commit(async (trx) => {
        const made = await createAccount(trx, { name: body.name, owner })
        await auditRequest(trx, { actor, meta, account: made }, { subject: accountSubject(made) })
        return { body: toAccount(made) }
      })
    },
    'accounts.list': async ({ caller }) => {
      if (caller.kind === 'key') {
        const account = await db
          .selectFrom('account')
          .select(['id', 'slug', 'name'])
          .where('id', '=', caller.account)
          .executeTakeFirst()
        return { body: { items: account ? [{ account, role: caller.role }] : [] } }
      }
      const rows = await db
        .selectFrom('membership')
        .innerJoin('account', 'account.id', 'membership.account_id')
        .where('membership.person_id', '=', caller.id)
        .select(['account.id', 'account.slug', 'account.name', 'membership.role'])
        .orderBy('account.name')
        .orderBy('account.id')
        .execute()
      return { body: { items: rows.map(({ role, ...account }) => ({ account, role })) } }
    },
    'account.get': async ({ account }) => {
      const row = await db.selectFrom('account').selectAll().where('id', '=', account.id).executeTakeFirst()
      if (!row) throw notFound('account')
      return { body: toAccount(row), etag: versionTag(row.version) }
    },
    'account.update': async (request) => {
      const { account, body, meta } = request
      const changed = await db.transaction().execute(async (trx) => {
        const before = await trx
          .selectFrom('account')
          .selectAll()
          .where('id', '=', account.id)
          .forNoKeyUpdate()
          .executeTakeFirst()
        if (!before) throw notFound('account')
        if (!matchesVersion(meta.ifMatch, before.version)) throw changedMeanwhile()
        const name = body.name ?? before.name
        const draftUse = body.policy?.draftUse ?? before.draft_use
        const runsPerOrganization = body.policy?.runsPerOrganization ?? before.runs_per_organization
        const productionDeploys = body.policy?.productionDeploys ?? before.production_deploys
        refuseLoosening(request, { from: before.production_deploys, to: productionDeploys })
        const changes = [
          { field: 'name', from: before.name, to: name },
          { field: 'policy.draftUse', from: before.draft_use, to: draftUse },
          { field: 'policy.runsPerOrganization', from: before.runs_per_organization, to: runsPerOrganization },
          { field: 'policy.productionDeploys', from: before.production_deploys, to: productionDeploys },
        ].filter(({ from, to }) => from !== to)
        if (changes.length === 0) return before
        const after = await trx
          .updateTable('account')
          .set({
            name,
            draft_use: draftUse,
            runs_per_organization: runsPerOrganization,
            production_deploys: productionDeploys,
            version: before.version + 1,
          })
          .where('id', '=', account.id)
          .where('version', '=', before.version)
          .returningAll()
          .executeTakeFirst()
        if (!after) throw changedMeanwhile()
        await auditRequest(trx, request, { subject: accountSubject(after), detail: { changes } })
        return after
      })
      return { body: toAccount(changed), etag: versionTag(changed.version) }
    },
  }

  /** Who would own an account that the caller creates. Undefined when the caller may create none. */
  async function ownerOf(caller: PersonPrincipal | KeyPrincipal): Promise<string | undefined> {
    if (caller.kind === 'person') return caller.isInstallationAdministrator ? caller.id : undefined
    if (caller.role !== 'administrator') return undefined
    const maker = await db
      .selectFrom('api_key')
      .innerJoin('person', 'person.id', 'api_key.created_by')
      .select('person.id')
      .where('api_key.id', '=', caller.id)
      .where('person.is_installation_administrator', '=', true)
      .where('person.disabled_at', 'is', null)
      .executeTakeFirst()
    return maker?.id
  }
}

function mayCreateNone({ kind }: PersonPrincipal | KeyPrincipal): HubProblem {
  return new HubProblem('ROLE_TOO_LOW', {
    detail:
      kind === 'key'
        ? 'An API key may create accounts when its role is administrator and an administrator of the installation made it.'
        : 'Only an administrator of the installation may create accounts.',
    suggestion: 'Ask who set the hub up.',
  })
}

function changedMeanwhile(): HubProblem {
  return new HubProblem('CHANGED_MEANWHILE', {
    detail: 'Somebody changed the account since it was read.',
    suggestion: 'Read it again, look at what changed, and send the change with the new ETag.',
  })
}
