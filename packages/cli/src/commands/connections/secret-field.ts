import type { Context } from '../../command/context.ts'
import { type GivenSecret, readSecret } from '../../input/read-secret.ts'

/** The secret that a connection of this type signs in with. */
export interface SecretField {
  readonly name: 'clientSecret' | 'token'
  readonly label: string
  readonly environmentVariable: string
}

export function secretField(authenticationType: string | undefined): SecretField {
  return authenticationType === 'api-key'
    ? { name: 'token', label: 'Token', environmentVariable: 'COUPA_TOKEN' }
    : { name: 'clientSecret', label: 'Client Secret', environmentVariable: 'COUPA_CLIENT_SECRET' }
}

/** Asks for the secret of a connection. Says where it came from when that is not obvious. */
export async function askForSecret(
  { label, environmentVariable }: SecretField,
  context: Context,
  options?: { whenLeftEmpty?: string },
): Promise<string | undefined> {
  const given: GivenSecret | undefined = await readSecret(label, environmentVariable, context, options)
  if (given?.from === 'environment') context.stderr.write(`${label} taken from ${environmentVariable}.\n`)
  return given?.value
}
