/** A receipt is shown to a person: what is beyond is left out. */
const mostBytes = 1_048_576

/** Takes what fits into a receipt, in its order. */
export interface ReceiptList<Item> {
  /** Whether it was taken. Once one was not, none is. */
  readonly add: (item: Item) => boolean
  readonly items: readonly Item[]
}

/** A list of records, or of what is about records, that a receipt has room for. */
export function withinReceipt<Item>(): ReceiptList<Item> {
  const items: Item[] = []
  let leftBytes = mostBytes
  return {
    items,
    add: (item) => {
      leftBytes -= Buffer.byteLength(JSON.stringify(item))
      if (leftBytes < 0) return false
      items.push(item)
      return true
    },
  }
}
