/** Chooses with a seed, so that a run that found something can be had again as nearly as processes allow. */
export interface Random {
  /** 0 up to 1. */
  next(): number
  /** A whole number from `from` to `to`, both of them possible. */
  between(from: number, to: number): number
  pick<Item>(items: readonly Item[]): Item
  /** Some of them, at least one. */
  some<Item>(items: readonly Item[]): Item[]
}

/** Mulberry32: short, and good enough to choose what is killed. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const between = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1))
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)]
    if (item === undefined) throw new TypeError('there is nothing to choose from')
    return item
  }
  return {
    next,
    between,
    pick,
    some: (items) => {
      const sure = pick(items)
      return items.filter((item) => item === sure || next() < 0.5)
    },
  }
}
