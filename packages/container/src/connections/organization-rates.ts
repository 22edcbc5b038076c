import { createRateLimiter } from '@coupa-connector/connector'
import type { Clock, RateLimiter } from '@coupa-connector/connector/plugins'

export interface OrganizationRatesOptions {
  readonly clock: Clock
  /** 0 to 1, for the spread of back-offs. */
  readonly random: () => number
  /** What an organization allows in total. Default: 25 requests a second (F-240). */
  readonly perSecond?: number | undefined
  /** Default: 20 requests at once (F-240). */
  readonly burst?: number | undefined
}

/** The part of an organization's rate that one tenant has on this node. */
export interface RateHandle {
  readonly limiter: RateLimiter
  /** Starts a use with the share that came with the job. The returned function ends it. */
  use(share: number): () => void
  /** Nobody needs the handle any more. */
  close(): void
}

/**
 * Divides what organizations allow. The hub gives a share to each node that calls an organization. Here the share is divided
 * among the tenants whose jobs call it, so that all together stay below the limit, and the mistakes of one tenant, above all a
 * 429, do not slow another one down.
 */
export interface OrganizationRates {
  /** The limiter of a tenant for an organization. It stays the same as long as anybody holds a handle. */
  open(account: string, host: string): RateHandle
  /**
   * Organizations whose rate this node needs: those in use, and for another 10 s those that were, because jobs come in bursts.
   */
  hosts(): string[]
  /** Takes in the shares that the hub answered a beat with. */
  setShares(shares: Readonly<Record<string, number>>): void
}

/** For so long after its last use an organization's share is kept. */
const lingerMs = 10_000
/** Whatever the share, one request a second is no burden, and a job must be able to finish. */
const slowestPerSecond = 1

export function createOrganizationRates({
  clock,
  random,
  perSecond = 25,
  burst = 20,
}: OrganizationRatesOptions): OrganizationRates {
  const organizations = new Map<string, Organization>()

  return {
    open: (account, host) => {
      const organization = organizations.get(host) ?? { share: 1, tenants: new Map() }
      organizations.set(host, organization)
      const tenant = organization.tenants.get(account) ?? createTenant()
      organization.tenants.set(account, tenant)
      tenant.handles++
      let isOpen = true
      return {
        limiter: tenant.limiter,
        use: (share) => {
          organization.share = share
          tenant.uses++
          divide(organization)
          let isOver = false
          return () => {
            if (isOver) return
            isOver = true
            tenant.uses--
            tenant.usedUntilMs = clock.monotonicMs() + lingerMs
          }
        },
        close: () => {
          if (isOpen) tenant.handles--
          isOpen = false
          forget(host, organization)
        },
      }
    },
    hosts: () => {
      for (const [host, organization] of organizations) forget(host, organization)
      return [...organizations].filter(([, { tenants }]) => [...tenants.values()].some(isActive)).map(([host]) => host)
    },
    setShares: (shares) => {
      for (const [host, organization] of organizations) {
        const share = Object.hasOwn(shares, host) ? shares[host] : undefined
        if (share !== undefined) organization.share = share
        divide(organization)
      }
    },
  }

  function createTenant(): Tenant {
    const limiter = createRateLimiter({ clock, random, perSecond, burst })
    return { limiter, handles: 0, uses: 0, usedUntilMs: Number.NEGATIVE_INFINITY }
  }

  function isActive({ uses, usedUntilMs }: Tenant): boolean {
    return uses > 0 || clock.monotonicMs() < usedUntilMs
  }

  function divide({ share, tenants }: Organization): void {
    const active = [...tenants.values()].filter(isActive)
    const part = Math.min(1, Math.max(0, share)) / Math.max(1, active.length)
    for (const { limiter } of active) {
      limiter.setLimits({
        perSecond: Math.max(slowestPerSecond, perSecond * part),
        burst: Math.max(1, Math.floor(burst * part)),
      })
    }
  }

  function forget(host: string, { tenants }: Organization): void {
    for (const [account, tenant] of tenants) {
      if (tenant.handles === 0 && !isActive(tenant)) tenants.delete(account)
    }
    if (tenants.size === 0) organizations.delete(host)
  }
}

interface Organization {
  share: number
  readonly tenants: Map<string, Tenant>
}

interface Tenant {
  readonly limiter: RateLimiter
  handles: number
  uses: number
  usedUntilMs: number
}
