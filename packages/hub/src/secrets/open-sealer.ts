import type { Kysely } from 'kysely'
import type { SealedValue } from '../database/connection-tables.ts'
import type { Database } from '../database/schema.ts'
import { keyringCheckBinding } from './bindings.ts'
import type { KeyProvider } from './key-providers.ts'
import { KeyringError, toKeyring } from './keyring.ts'
import { createSealer, type KeyringSealer } from './sealer.ts'
import { UnsealError } from './unseal-error.ts'

/** A sealer with the provider's keys, which it reads again on request. Throws a `KeyringError`. */
export async function openSealer(provider: KeyProvider): Promise<KeyringSealer> {
  const load = async () => toKeyring(await provider.read())
  return createSealer(await load(), { reload: load })
}

const checkRow = 'keyring-check'
const checkValue = 'These are the keys of this installation.'

/**
 * Checks at start that the keys belong to the database, so that wrong ones are refused at once and not when the first secret is
 * needed. The first start stores a sealed value to check with. Throws a `KeyringError`.
 */
export async function checkKeyring({
  db,
  sealer,
}: {
  readonly db: Kysely<Database>
  readonly sealer: KeyringSealer
}): Promise<void> {
  await db
    .insertInto('installation')
    .values({ key: checkRow, value: JSON.stringify(sealer.seal(checkValue, keyringCheckBinding)) })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const { value } = await db
    .selectFrom('installation')
    .select('value')
    .where('key', '=', checkRow)
    .executeTakeFirstOrThrow()
  try {
    sealer.open(value as SealedValue, keyringCheckBinding)
  } catch (error) {
    if (!(error instanceof UnsealError)) throw error
    throw new KeyringError(
      `The sealing keys are not those of this database, which were last sealed with key ${error.keyId}.`,
      'Give the key file (or variable, or command) that belongs to this database; restore it from its backup or import an export of the keys.',
      { cause: error },
    )
  }
}

/** Seals the check value with the current key. */
export async function renewKeyringCheck(executor: Kysely<Database>, sealer: KeyringSealer): Promise<void> {
  const value = JSON.stringify(sealer.seal(checkValue, keyringCheckBinding))
  await executor
    .insertInto('installation')
    .values({ key: checkRow, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}
