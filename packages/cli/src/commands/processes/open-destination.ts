import type { Connection } from '@coupa-connector/connector'
import type { Destination } from '@coupa-connector/endpoints'
import type { Definition } from '@coupa-connector/process'
import type { Context } from '../../command/context.ts'
import type { TargetSettings } from '../process-files/value-settings.ts'

/** Opens the other end for the records of a connection. */
export async function openDestination(
  { type, settings }: TargetSettings,
  { destination: delivery }: Definition,
  connection: Connection,
  { clock, signal }: Context,
): Promise<Destination> {
  const sourceUrl = new URL(String(connection.settings.url)).origin
  // The program runs as the person who starts it, who may as well use the keys of the machine.
  return await type.open(settings, { clock, signal, delivery, sourceUrl, usesMachineIdentity: true })
}
