import type { AlertChannel, BodyInputOf, Routes } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { readRules } from '../alerts/raise/effective-rule.ts'
import { type NewAlert, raiseAlert } from '../alerts/raise/raise-alert.ts'
import { createId } from '../basics/create-id.ts'
import type { HubOptions } from '../hub.ts'
import { type ConnectionTestWorld, startConnectionTestWorld } from './connection-world.ts'
import { advanceDatabaseTime } from './database/test-database.ts'

/** A hub that may reach loopback, and what tests of alerts do again and again. */
export interface AlertWorld extends ConnectionTestWorld {
  readonly account: string
  /** Creates a channel; its secrets are given in clear. */
  createChannel(content: ChannelToCreate): Promise<AlertChannel>
  /** Raises an alert about a deployment that nobody has made, unless it says of which. */
  raise(alert?: Partial<NewAlert>): Promise<boolean>
  /** Moves the database's time on; whoever is signed in stays so. */
  moveOn(durationMs: number): Promise<void>
}

interface ChannelToCreate extends Omit<BodyInputOf<Routes['alertChannels.create']>, 'secrets' | 'name'> {
  readonly name?: string
  readonly secrets?: Readonly<Record<string, string>>
}

export async function startAlertWorld(options: Partial<HubOptions> = {}): Promise<AlertWorld> {
  const world = await startConnectionTestWorld({
    ...options,
    messaging: { isAddressAllowed: () => true, allowPlainHttp: true, ...options.messaging },
  })
  const { client, account } = world.owner
  const params = { account: account.id }
  return {
    ...world,
    account: account.id,
    createChannel: async ({ name = `Channel ${createId()}`, secrets = {}, ...content }) => {
      const handles: Record<string, string> = {}
      for (const [field, value] of Object.entries(secrets)) {
        const body = { field, value, channelKind: content.kind }
        handles[field] = (await client.call('secrets.create', { params, body })).body.handle
      }
      return (await client.call('alertChannels.create', { params, body: { name, ...content, secrets: handles } })).body
    },
    raise: async (alert = {}) => {
      const whole: NewAlert = {
        account: account.id,
        rule: 'run-failed',
        subject: { kind: 'deployment', id: createId(), name: 'invoices in test' },
        incident: 'run',
        title: 'invoices in test failed',
        text: '10 records read, 8 delivered, 2 set aside.',
        place: 'runs/1',
        ...alert,
      }
      return await world.context.db.transaction().execute(async (trx) => {
        const rules = await readRules(trx, account.id)
        return await raiseAlert(trx, rules(whole.rule), whole)
      })
    },
    moveOn: async (durationMs) => {
      await advanceDatabaseTime(world.test.database, durationMs)
      await sql`update session set seen_at = hub_now(), expires_at = hub_now() + interval '12 hours'`.execute(
        world.test.database.db,
      )
    },
    [Symbol.asyncDispose]: async () => {
      await world.context.runEngine.close()
      await world[Symbol.asyncDispose]()
    },
  }
}
