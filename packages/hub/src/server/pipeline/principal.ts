import type { Actor, Role } from '@coupa-connector/protocol'

export interface PersonPrincipal {
  readonly kind: 'person'
  readonly id: string
  readonly email: string
  readonly name: string
  readonly isInstallationAdministrator: boolean
  readonly session: string
}

export interface KeyPrincipal {
  readonly kind: 'key'
  readonly id: string
  readonly name: string
  readonly account: string
  readonly role: Role
}

/** A node of a container. Only its credential decides what it is, never its own statements. */
export interface NodePrincipal {
  readonly kind: 'node'
  readonly id: string
  readonly name: string
  /** Of the credential that it showed. A poll that waits ends with it. Absent where no request is behind it. */
  readonly credentialHash?: string | undefined
  readonly container: {
    readonly id: string
    readonly kind: 'atom' | 'molecule' | 'cloud'
    readonly name: string
    /** Of the owner. */
    readonly account: string
  }
}

/** The account of the path, and what the caller may do in it. */
export interface AccountAccess {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly role: Role
}

/** Who sends a request. */
export type Principal = PersonPrincipal | KeyPrincipal | NodePrincipal

/** For what is recorded: the caller as they are now. */
export function actorOf(caller: Principal | undefined): Actor {
  if (caller === undefined) return { kind: 'system', id: null, name: 'nobody' }
  return { kind: caller.kind === 'node' ? 'container' : caller.kind, id: caller.id, name: caller.name }
}
