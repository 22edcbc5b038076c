import { client } from '../api/client.ts'
import type { FormSecret } from './form-secret.ts'

/** Whose secret is set: the field, and for a destination its kind. */
export interface SecretToSet {
  readonly field: string
  readonly value: string
  readonly destinationKind?: string | undefined
}

/** Sets a secret. The value goes to the hub once and is not kept here. */
export async function setSecret(account: string, secret: SecretToSet): Promise<FormSecret> {
  const { field, value, destinationKind } = secret
  const body = { field, value, ...(destinationKind === undefined ? {} : { destinationKind }) }
  const { handle, setAt, setBy } = (await client.call('secrets.create', { params: { account }, body })).body
  return { handle, setAt, setBy }
}
