import { sql } from 'kysely'
import type { HubContext } from '../../context/hub-context.ts'
import { type Authentication, credentialPrefixes } from '../../server/pipeline/authentication.ts'
import { hashCredential } from './credentials.ts'

/**
 * Finds the node of a credential, in one statement. What a node is (its id, its container, its account) comes from here
 * alone. The credential before a rotation works until the new one is used for the first time, or until it expires.
 */
export function createNodeAuthentication({ db }: Pick<HubContext, 'db'>): Pick<Authentication, 'byNodeCredential'> {
  return {
    byNodeCredential: async (credential) => {
      if (!credential.startsWith(credentialPrefixes.node) || credential.length > 200) return undefined
      const hash = hashCredential(credential)
      const { rows } = await sql<{
        id: string
        name: string
        container_id: string
        kind: 'atom' | 'molecule' | 'cloud'
        container_name: string
        account_id: string
      }>`
        with ended as (
          update container_node set previous_credential_hash = null, previous_credential_expires_at = null
          where credential_hash = ${hash} and previous_credential_hash is not null
        )
        select node.id, node.name, container.id as container_id, container.kind, container.name as container_name,
          container.account_id
        from container_node as node join container on container.id = node.container_id
        where node.credential_hash = ${hash}
          or (node.previous_credential_hash = ${hash} and node.previous_credential_expires_at > hub_now())
      `.execute(db)
      const row = rows[0]
      return (
        row && {
          kind: 'node',
          id: row.id,
          name: row.name,
          credentialHash: hash,
          container: { id: row.container_id, kind: row.kind, name: row.container_name, account: row.account_id },
        }
      )
    },
  }
}
