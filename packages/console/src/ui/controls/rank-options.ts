import type { ComboboxItem, ComboboxParsedItem } from '@mantine/core'

/**
 * The options that have every word of a search, the best match first: the same name, then one that begins with it, then one
 * with a word that begins with it, then the rest; shorter names first within each. Without a search they stay as they are.
 */
export function rankOptions(options: ComboboxParsedItem[], search: string): ComboboxParsedItem[] {
  const wanted = search.trim().toLowerCase()
  if (wanted === '') return options
  const groups = options.flatMap((option) => {
    if (!('items' in option)) return []
    const items = rank(option.items, wanted)
    return items.length === 0 ? [] : [{ ...option, items }]
  })
  const alone = options.flatMap((option) => ('items' in option ? [] : [option]))
  return [...rank(alone, wanted), ...groups]
}

function rank(items: readonly ComboboxItem[], wanted: string): ComboboxItem[] {
  const words = wanted.split(/\s+/)
  return items
    .map((item) => ({ item, text: `${item.label} ${item.value}`.toLowerCase() }))
    .filter(({ text }) => words.every((word) => text.includes(word)))
    .map(({ item }) => ({ item, level: levelOf(item, wanted) }))
    .sort((a, b) => a.level - b.level || a.item.value.length - b.item.value.length)
    .map(({ item }) => item)
}

function levelOf({ value, label }: ComboboxItem, wanted: string): number {
  const names = [value.toLowerCase(), label.toLowerCase()]
  if (names.includes(wanted)) return 0
  if (names.some((name) => name.startsWith(wanted))) return 1
  return names.some((name) => name.split(/[^\p{L}\p{N}]+/u).some((word) => word.startsWith(wanted))) ? 2 : 3
}
