import type { DestinationDescription, RunEnvelope } from '@coupa-connector/protocol'
import type { HubContext } from '../../../context/hub-context.ts'
import { openSecrets, type StoredSecrets } from '../../../secrets/open-secrets.ts'
import { UnsealError } from '../../../secrets/unseal-error.ts'
import type { NodePrincipal } from '../../../server/pipeline/principal.ts'
import type { ClaimedRun } from './claimed-run.ts'

type Opened = { readonly envelope: RunEnvelope } | { readonly code: string; readonly reason: string }

/** Puts a run together for the node that has it. Says why where that is not possible. */
export async function openRun(context: HubContext, node: NodePrincipal, run: ClaimedRun): Promise<Opened> {
  const row = await readParts(context, run)
  if (row === undefined) {
    const reason = 'The connection, the destination or the version of the deployment is no longer there.'
    return { code: 'DEPLOYMENT_INCOMPLETE', reason }
  }
  const type = context.destinationTypes.find(({ kind }) => kind === row.kind)
  if (type === undefined) {
    return { code: 'DEPLOYMENT_INCOMPLETE', reason: `This hub knows no destination of the kind ${row.kind}.` }
  }
  const definition = row.definition as RunEnvelope['definition']
  const settings = { ...defaultsOf(definition), ...row.destinationSettings, ...row.settings }
  const ends = await readEnds(context, run)
  const stored = await readSecrets(context, run.account_id, [
    ...Object.values(row.secrets),
    ...Object.values(row.destinationSecrets),
    ...ends.flatMap((end) => Object.values(end.secrets)),
  ])
  const common = { account: run.account_id, stored }
  try {
    const check = context.connectionType.check({ fields: row.fields, setSecrets: Object.keys(row.secrets) })
    const used = Object.entries(row.secrets).filter(([field]) => check.usedSecrets.includes(field))
    const secrets = await openSecrets(context, { ...common, secrets: Object.fromEntries(used), hosts: check.hosts })
    const openEnd = async (end: DestinationDescription, given: Settings, sealed: Settings): Promise<OpenedEnd> => {
      const nameOf = (field: string): string => field.slice(end.kind.length + 1)
      const { hosts } = end.check(given, Object.keys(sealed).map(nameOf))
      const opened = Object.entries(await openSecrets(context, { ...common, secrets: sealed, hosts }))
      const ends = Object.fromEntries(opened.map(([field, value]) => [nameOf(field), value]))
      return { kind: end.kind, settings: { ...given, ...ends } }
    }
    const openedEnds: Record<string, OpenedEnd> = {}
    for (const { value, kind, settings: own, secrets: sealed } of ends) {
      const endType = context.destinationTypes.find((one) => one.kind === kind)
      if (endType === undefined) continue
      openedEnds[value] = await openEnd(endType, { ...defaultsOfValue(definition, value), ...own }, sealed)
    }
    return {
      envelope: {
        run: run.id,
        attempt: run.attempt,
        kind: run.kind,
        stream: run.stream,
        parameters: run.request.parameters ?? {},
        account: run.account_id,
        connectionKey: row.connection,
        containerName: node.container.name,
        definition,
        trigger: run.trigger,
        ids: run.request.ids === null ? null : [...run.request.ids],
        limit: run.request.limit,
        settings: { ...row.fields, ...secrets },
        destination: await openEnd(type, settings, row.destinationSecrets),
        ends: openedEnds,
        publicAddressesOnly: node.container.kind === 'cloud',
        rateShare: run.rate_share,
      },
    }
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error
    context.log.warn({ account: run.account_id, keyId: error.keyId }, error.message)
    return { code: 'SECRET_UNREADABLE', reason: error.message }
  }
}

interface StoredEnd {
  readonly value: string
  readonly kind: string
  readonly settings: Readonly<Record<string, string>>
  readonly secrets: Readonly<Record<string, string>>
}

/** The ends of the deployment beside its destination. */
async function readEnds({ db }: HubContext, run: ClaimedRun): Promise<readonly StoredEnd[]> {
  return await db
    .selectFrom('deployment_end')
    .innerJoin('destination', 'destination.id', 'deployment_end.destination_id')
    .select(['deployment_end.value', 'destination.kind', 'destination.settings', 'destination.secrets'])
    .where('deployment_end.deployment_id', '=', run.deployment_id)
    .execute()
}

async function readParts({ db }: HubContext, run: ClaimedRun) {
  const row = await db
    .selectFrom('deployment')
    .innerJoin('destination', 'destination.id', 'deployment.destination_id')
    .innerJoin('connection', (join) =>
      join
        .onRef('connection.account_id', '=', 'deployment.account_id')
        .onRef('connection.id', '=', 'deployment.connection_id'),
    )
    .innerJoin('process_version', (join) =>
      join
        .onRef('process_version.process_id', '=', 'deployment.process_id')
        .on('process_version.number', '=', run.version),
    )
    .select([
      'connection.id as connection',
      'connection.fields',
      'connection.secrets',
      'destination.kind',
      'destination.settings as destinationSettings',
      'destination.secrets as destinationSecrets',
      'deployment.settings',
      'process_version.definition',
    ])
    .where('deployment.id', '=', run.deployment_id)
    .executeTakeFirst()
  return row
}

async function readSecrets({ db }: HubContext, account: string, ids: readonly string[]): Promise<StoredSecrets> {
  if (ids.length === 0) return {}
  const rows = await db
    .selectFrom('secret')
    .select(['id', 'sealed', 'hosts'])
    .where('account_id', '=', account)
    .where('id', 'in', [...ids])
    .execute()
  return Object.fromEntries(rows.map(({ id, sealed, hosts }) => [id, { sealed, hosts }]))
}

/** Settings that the definition gives its other end. */
export function defaultsOf(definition: StoredDefinition): Settings {
  const { direction, source, destination } = definition as Ends
  const name = direction === 'in' ? (source?.connection ?? 'source') : (destination?.connection ?? 'target')
  return defaultsOfValue(definition, name)
}

type Settings = Readonly<Record<string, string>>
type OpenedEnd = RunEnvelope['destination']
type StoredDefinition = Readonly<Record<string, unknown>>

/** What a definition says of its ends, as it is stored. */
interface Ends {
  readonly direction?: string
  readonly values?: Readonly<Record<string, { readonly default?: unknown }>>
  readonly source?: { readonly connection?: string }
  readonly destination?: { readonly connection?: string }
}

function defaultsOfValue(definition: StoredDefinition, name: string): Settings {
  const value = (definition as Ends).values?.[name]?.default
  return typeof value === 'object' && value !== null ? (value as Record<string, string>) : {}
}
