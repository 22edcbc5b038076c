import { EndpointError } from '../../contract/endpoint-error.ts'

/** Throws `SETTING_INVALID` for what is not JSON pointer (RFC 6901). */
export function checkPointer(pointer: string, field: string): void {
  if (pointer === '' || pointer.startsWith('/')) return
  throw new EndpointError('SETTING_INVALID', `${field} is "${pointer}", which is not JSON pointer.`, {
    field,
    remedy: `Begin it with a slash: /${pointer.replaceAll('.', '/')}.`,
  })
}

/** What a JSON pointer leads to; undefined where there is nothing. */
export function valueAtPointer(value: unknown, pointer: string): unknown {
  const names = pointer.split('/').slice(1)
  return names.reduce<unknown>((at, part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    return typeof at === 'object' && at !== null && Object.hasOwn(at, name) ? Reflect.get(at, name) : undefined
  }, value)
}
