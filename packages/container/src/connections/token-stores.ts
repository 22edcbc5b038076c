import { createMemoryTokenStore } from '@coupa-connector/connector'
import type { TokenStore } from '@coupa-connector/connector/plugins'
import { createHubTokenStore, type HubTokenStoreOptions } from './hub-token-store.ts'

export interface TokenStoresOptions extends Pick<HubTokenStoreOptions, 'client' | 'clock' | 'log'> {
  /** Whether other nodes of the container need the tokens, too. */
  readonly isShared: boolean
  /** Takes the place of both kinds of store. */
  readonly tokenStore: ((account: string) => TokenStore) | undefined
}

/** The token store of each tenant: in memory for a node that is alone, otherwise shared through the hub. */
export function createTokenStores({
  client,
  clock,
  log,
  isShared,
  tokenStore,
}: TokenStoresOptions): (account: string) => TokenStore {
  const stores = new Map<string, TokenStore>()
  const create = (account: string): TokenStore => {
    if (tokenStore !== undefined) return tokenStore(account)
    return isShared ? createHubTokenStore({ client, account, clock, log }) : createMemoryTokenStore()
  }
  return (account) => {
    const known = stores.get(account)
    if (known !== undefined) return known
    const store = create(account)
    stores.set(account, store)
    return store
  }
}
