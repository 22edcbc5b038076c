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

/** Shares as the hub answers a beat with: 0 to 1. */
export interface HubShares {
  readonly shares: Readonly<Record<string, number>>
  /** By account as well. Absent from hubs of earlier versions. */
  readonly accountShares?: readonly RateShareOfAccount[] | undefined
}

export interface RateShareOfAccount {
  readonly account: string
  readonly organization: string
  readonly share: number
}

/**
 * Keeps to what organizations allow. The hub gives each account a share for each node that calls an organization for it.
 * Accounts have limiters of their own: what one of them does, above all a 429 or a connection to somebody else's
 * organization, does not slow another one down.
 */
export interface OrganizationRates {
  /** The limiter of a tenant for an organization. It stays the same as long as anybody holds a handle. */
  open(account: string, host: string): RateHandle
  /**
   * Organizations whose rate this node needs: those in use, and for another 10 s those that were, because jobs come in bursts.
   */
  hosts(): string[]
  /** Takes in the shares that the hub answered a beat with. */
  setShares(given: HubShares): void
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
  const tenants = new Map<string, Tenant>()

  return {
    open: (account, host) => {
      const key = keyOf(account, host)
      const tenant = tenants.get(key) ?? createTenant(account, host)
      tenants.set(key, tenant)
      tenant.handles++
      let isOpen = true
      return {
        limiter: tenant.limiter,
        use: (share) => {
          limit(tenant, share)
          tenant.uses++
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
          forget(tenant)
        },
      }
    },
    hosts: () => {
      for (const tenant of tenants.values()) forget(tenant)
      return [...new Set([...tenants.values()].filter(isActive).map(({ host }) => host))]
    },
    setShares: ({ shares, accountShares }) => {
      const ofAccounts = new Map(
        accountShares?.map(({ account, organization, share }) => [keyOf(account, organization), share]),
      )
      for (const tenant of tenants.values()) {
        const { account, host } = tenant
        const ofHost = Object.hasOwn(shares, host) ? shares[host] : undefined
        const share = accountShares ? ofAccounts.get(keyOf(account, host)) : ofHost
        if (share !== undefined) limit(tenant, share)
      }
    },
  }

  function createTenant(account: string, host: string): Tenant {
    const limiter = createRateLimiter({ clock, random, perSecond, burst })
    return { account, host, limiter, handles: 0, uses: 0, usedUntilMs: Number.NEGATIVE_INFINITY }
  }

  function isActive({ uses, usedUntilMs }: Tenant): boolean {
    return uses > 0 || clock.monotonicMs() < usedUntilMs
  }

  function limit({ limiter }: Tenant, share: number): void {
    const part = Math.min(1, Math.max(0, share))
    limiter.setLimits({
      perSecond: Math.max(slowestPerSecond, perSecond * part),
      burst: Math.max(1, Math.floor(burst * part)),
    })
  }

  function forget(tenant: Tenant): void {
    if (tenant.handles === 0 && !isActive(tenant)) tenants.delete(keyOf(tenant.account, tenant.host))
  }
}

interface Tenant {
  readonly account: string
  readonly host: string
  readonly limiter: RateLimiter
  handles: number
  uses: number
  usedUntilMs: number
}

function keyOf(account: string, host: string): string {
  return JSON.stringify([account, host])
}
