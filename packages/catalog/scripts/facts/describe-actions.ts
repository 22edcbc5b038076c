import type { ActionDescription, ActionParameter } from '../../src/shapes/description.ts'
import { ACTION_NAMES, ACTION_PARAMETERS, BINARY_ACTION, OLDER_ACTIONS } from '../tables/actions.ts'
import { compare } from './compare.ts'
import { isCurrent, originOf, type Placed } from './place-operations.ts'

/** The actions of a resource: everything below its collection and its records that is no operation. */
export function describeActions(resource: string, placed: readonly Placed[]): ActionDescription[] {
  const actions = placed.filter((one) => one.rest !== '' && one.rest !== ':id')
  // PATCH means the same as PUT (F-282): where both exist, PUT stands for them.
  const own = actions.filter(
    (one) => one.method !== 'PATCH' || !actions.some((other) => other.method === 'PUT' && other.rest === one.rest),
  )
  const described = own.flatMap((one) => {
    const { fact, method, rest } = one
    const action = (path: string, name: string): ActionDescription => ({
      name,
      method,
      path,
      level: path.startsWith(':id') ? 'record' : 'collection',
      parameters: parametersOf(resource, name, path, fact.isMultipart),
      scopes: [],
      isVerified: isCurrent(one),
      isBinary: method === 'GET' && BINARY_ACTION.test(name),
      origin: originOf([one]),
    })
    // `image(/{style})` is two paths in one.
    if (rest.endsWith('/image/:style')) {
      return [action(rest.replace('/:style', ''), 'image'), action(rest, 'image_style')]
    }
    return [action(rest, ACTION_NAMES[`${method} ${resource} ${rest}`] ?? nameOf(rest))]
  })
  const older = OLDER_ACTIONS.filter(([name]) => name === resource).map(
    ([, name, method, path]): ActionDescription => ({
      name,
      method,
      path,
      level: 'collection',
      parameters: [],
      scopes: [],
      isVerified: true,
      isBinary: false,
      origin: 'article',
    }),
  )
  // Actions on a record first: of two with one name the one on a record is meant.
  return [...described, ...older].sort((a, b) => compare(b.level, a.level) || compare(a.name, b.name))
}

function nameOf(path: string): string {
  return path
    .split('/')
    .filter((segment) => !segment.startsWith(':'))
    .join('_')
}

function parametersOf(resource: string, name: string, path: string, isMultipart: boolean): ActionParameter[] {
  const texts = ACTION_PARAMETERS[`${resource} ${name}`] ?? ACTION_PARAMETERS[`* ${name}`] ?? []
  const inPath = [...path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '').filter((word) => word !== 'id')
  const listed = texts.map((text): ActionParameter => {
    const [place = '', word = ''] = text.split(':')
    return {
      name: word.replace(/[!?]$/, ''),
      in: place as ActionParameter['in'],
      isRequired: text.endsWith('!'),
      isVerified: !text.endsWith('?'),
    }
  })
  const file: ActionParameter[] =
    isMultipart && listed.length === 0 ? [{ name: 'file', in: 'multipart', isRequired: true, isVerified: true }] : []
  const segments = inPath.map(
    (word): ActionParameter => ({ name: word, in: 'path', isRequired: true, isVerified: true }),
  )
  return [...segments, ...listed, ...file]
}
