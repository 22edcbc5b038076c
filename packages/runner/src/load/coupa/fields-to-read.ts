import { parseTargetPath, type SourceField } from '@coupa-connector/process'

/** What has to be read of records to compare them with these: their fields, the id, and the fields at further paths. */
export function fieldsToRead(
  records: Iterable<Readonly<Record<string, unknown>>>,
  paths: readonly string[] = [],
): readonly SourceField[] {
  const tree: Tree = new Map()
  for (const record of records) addFields(tree, record)
  for (const path of paths) addPath(tree, parseTargetPath(path))
  return ['id', ...toFields(tree)]
}

type Tree = Map<string, Tree>

function addFields(tree: Tree, value: unknown): void {
  if (Array.isArray(value)) {
    for (const item of value) addFields(tree, item)
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, member] of Object.entries(value)) {
    const below = tree.get(name) ?? new Map()
    tree.set(name, below)
    addFields(below, member)
  }
}

function addPath(tree: Tree, parts: readonly { readonly name: string }[]): void {
  let at = tree
  for (const { name } of parts) {
    const below = at.get(name) ?? new Map()
    at.set(name, below)
    at = below
  }
}

function toFields(tree: Tree): readonly SourceField[] {
  return [...tree].flatMap(([name, below]): readonly SourceField[] => {
    if (name === 'id') return []
    if (name === 'custom-fields') return [{ 'custom-fields': {} }]
    return below.size === 0 ? [name] : [{ [name]: ['id', ...toFields(below)] }]
  })
}
