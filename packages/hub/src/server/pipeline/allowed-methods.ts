import { type Route, routes } from '@coupa-connector/protocol'

/** Paths of the table with the methods that they take. */
const paths: readonly { readonly pattern: RegExp; readonly methods: readonly string[] }[] = listPaths()

/** Methods that the route table has for a path below the prefix. Empty when there is no such path. */
export function allowedMethods(path: string): readonly string[] {
  return [...new Set(paths.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods))].sort()
}

function listPaths(): { pattern: RegExp; methods: string[] }[] {
  return Object.values(routes).map(({ path, method, ...route }: Route) => ({
    pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`),
    methods: method === 'GET' && route.answer === undefined ? ['GET', 'HEAD'] : [method],
  }))
}
