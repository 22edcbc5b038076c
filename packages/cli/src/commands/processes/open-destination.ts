import type { Connection } from '@coupa-connector/connector'
import type { Destination } from '@coupa-connector/endpoints'
import type { Definition } from '@coupa-connector/process'
import type { Context } from '../../command/context.ts'
import { naming, type TargetSettings } from '../process-files/value-settings.ts'

/** Opens the other end for the records of a connection. */
export async function openDestination(
  target: TargetSettings,
  { destination: delivery }: Definition,
  connection: Connection,
  { clock, signal }: Context,
): Promise<Destination> {
  const { type, settings } = target
  const sourceUrl = new URL(String(connection.settings.url)).origin
  // The program runs as the person who starts it, who may as well use the keys of the machine.
  const options = { clock, signal, delivery, sourceUrl, usesMachineIdentity: true }
  return await naming(target, () => type.open(settings, options))
}
