import type { Definition } from '../definition/definition-schema.ts'
import { expressionReads } from '../expression/expression-reads.ts'
import { ruleOf } from '../mapping/compile-column.ts'
import { tableRulesOf } from '../mapping/create-mapper.ts'
import { parseEach, parseRowPath } from '../mapping/row-path.ts'
import type { HiddenPaths } from './hide-values.ts'

/** The fields that sensitive columns are made of. An expression that reads the whole record hides all of it. */
export function sensitivePaths({ mapping }: Definition): HiddenPaths {
  if (mapping.shape === 'nested') return []
  return tableRulesOf(mapping, '').flatMap(([, { each, columns }]) => {
    const list = parseEach(each)
    return Object.values(columns).flatMap((column): HiddenPaths => {
      const { path, expr, sensitive } = ruleOf(column)
      if (sensitive === undefined) return []
      if (path !== undefined) {
        const { up, parts } = parseRowPath(path)
        return [[...list.slice(0, list.length - up), ...parts]]
      }
      if (expr === undefined) return []
      const { paths, readsWhole } = expressionReads(expr, list)
      return readsWhole ? [[]] : paths
    })
  })
}
