/** Something that is so or not, and that components watch with `useFlag`. */
export interface Flag {
  readonly isSet: () => boolean
  readonly set: (isSet: boolean) => void
  readonly subscribe: (tell: () => void) => () => void
}

export function createFlag(): Flag {
  let isSet = false
  const listeners = new Set<() => void>()
  return {
    isSet: () => isSet,
    set: (next) => {
      if (next === isSet) return
      isSet = next
      for (const tell of listeners) tell()
    },
    subscribe: (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
  }
}
