import { isSecretName } from '../paths/secret-names.ts'

/** What stands in place of a value that is not shown. */
export const hiddenValue = '***'

/** Paths of fields from the whole record down. They go through lists. */
export type HiddenPaths = readonly (readonly string[])[]

/** A value with everything hidden at these paths, and at every field whose name says that it holds a secret. */
export function hideValues(value: unknown, paths: HiddenPaths): unknown {
  if (paths.some((path) => path.length === 0)) return hide(value)
  if (Array.isArray(value)) return value.map((item) => hideValues(item, paths))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => {
      if (isSecretName(name)) return [name, hide(inner)]
      const below = paths.filter(([first]) => first === name).map(([, ...rest]) => rest)
      return [name, hideValues(inner, below)]
    }),
  )
}

/** What is empty stays so: that there is nothing is often why a record fails. */
function hide(value: unknown): unknown {
  const isEmpty = value === null || value === undefined || value === ''
  return isEmpty ? value : hiddenValue
}
