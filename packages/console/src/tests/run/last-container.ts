const keyOf = (account: string): string => `coupa-connector.last-container.${account}`

/** The container of the last test that was started here; undefined when the browser keeps nothing. */
export function readLastContainer(account: string): string | undefined {
  try {
    return window.localStorage.getItem(keyOf(account)) ?? undefined
  } catch {
    return undefined
  }
}

/** Remembers a container for the next test. A browser that keeps nothing is no reason to fail. */
export function rememberContainer(account: string, container: string): void {
  try {
    window.localStorage.setItem(keyOf(account), container)
  } catch {
    // The next test begins with the first container then.
  }
}
