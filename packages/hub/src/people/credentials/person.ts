import { type Kysely, type Selectable, sql } from 'kysely'
import type { AuditEntry } from '../../audit/record-audit.ts'
import { createId } from '../../basics/create-id.ts'
import { hubNow } from '../../database/hub-now.ts'
import type { PersonTable } from '../../database/people-tables.ts'
import type { Database } from '../../database/schema.ts'

/** Addresses are told apart without regard to case, as mail servers do. */
export async function findPersonByEmail(
  executor: Kysely<Database>,
  email: string,
): Promise<Selectable<PersonTable> | undefined> {
  return await executor
    .selectFrom('person')
    .selectAll()
    .where(sql<string>`lower(email)`, '=', sql<string>`lower(${email})`)
    .executeTakeFirst()
}

/** Makes a person; undefined when there is one with the address already. */
export async function createPerson(
  executor: Kysely<Database>,
  person: {
    readonly email: string
    readonly name: string
    /** Null for who signs in with a provider only. */
    readonly passwordHash: string | null
    readonly isInstallationAdministrator?: boolean
  },
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  const row = await executor
    .insertInto('person')
    .values({
      id: createId(),
      email: person.email,
      name: person.name,
      password_hash: person.passwordHash,
      is_installation_administrator: person.isInstallationAdministrator ?? false,
      created_at: hubNow(),
    })
    .onConflict((conflict) => conflict.expression(sql`lower(email)`).doNothing())
    .returning(['id', 'name'])
    .executeTakeFirst()
  return row
}

/** A person as the subject of an entry of the audit log. */
export function personSubject(person: { readonly id: string; readonly name: string }): AuditEntry['subject'] {
  return { kind: 'person', id: person.id, name: person.name }
}
