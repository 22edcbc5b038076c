import type { Kysely, Selectable } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import type { AlertChannelTable } from '../../database/alert-tables.ts'
import type { Database } from '../../database/schema.ts'
import { channelSecretName } from '../../secrets/channel-secret-field.ts'
import { openSecrets } from '../../secrets/open-secrets.ts'
import { UnsealError } from '../../secrets/unseal-error.ts'
import { channelHosts } from './channel-hosts.ts'
import { SendError } from './send-error.ts'
import type { OpenChannel } from './send-to-channel.ts'

type StoredChannel = Pick<Selectable<AlertChannelTable>, 'account_id' | 'kind' | 'settings' | 'secrets'>

/** Opens the secrets of a channel for a message that is about to be sent. Throws a `SendError` when one does not open. */
export async function openChannel(
  context: Pick<HubContext, 'sealer' | 'log'>,
  db: Kysely<Database>,
  { account_id: account, kind, settings, secrets }: StoredChannel,
): Promise<OpenChannel> {
  const ids = Object.values(secrets)
  const rows =
    ids.length === 0
      ? []
      : await db
          .selectFrom('secret')
          .select(['id', 'sealed', 'hosts'])
          .where('account_id', '=', account)
          .where('id', 'in', ids)
          .execute()
  const stored = Object.fromEntries(rows.map(({ id, sealed, hosts }) => [id, { sealed, hosts }]))
  try {
    const opened = await openSecrets(context, { account, secrets, hosts: channelHosts(kind, settings), stored })
    const named = Object.entries(opened).map(([field, value]) => [channelSecretName(kind, field), value])
    return { kind, settings, secrets: Object.fromEntries(named) }
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error
    context.log.warn({ account, keyId: error.keyId }, error.message)
    throw new SendError('A secret of the channel cannot be read. Set it again.', { isFinal: true, cause: error })
  }
}
