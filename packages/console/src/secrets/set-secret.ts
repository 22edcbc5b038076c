import type { BodyInputOf, Routes } from '@coupa-connector/protocol'
import { client } from '../api/client.ts'
import type { FormSecret } from './form-secret.ts'

/** Whose secret is set: the field, and for a destination or a channel of alerts its kind. */
export type SecretToSet = BodyInputOf<Routes['secrets.create']>

/** Sets a secret. The value goes to the hub once and is not kept here. */
export async function setSecret(account: string, secret: SecretToSet): Promise<FormSecret> {
  const { body } = await client.call('secrets.create', { params: { account }, body: secret })
  const { handle, setAt, setBy } = body
  return { handle, setAt, setBy }
}
