import type { Container } from '@coupa-connector/protocol'
import { countOf } from '../container-words.ts'

export interface Removal {
  /** The word of the button: `Delete` or `Detach`. */
  readonly verb: 'Delete' | 'Detach'
  readonly title: string
  readonly consequences: readonly string[]
  /** Whether the name has to be typed, because something that is running would be cut off. */
  readonly mustTypeName: boolean
}

/** What deleting a container, or detaching from a cloud, brings about. */
export function removalOf(container: Container): Removal {
  const { name, kind, relation, cloud, nodes, runningJobs, queuedJobs } = container
  const jobs = runningJobs + queuedJobs
  const lost =
    jobs === 0 ? [] : [`${countOf(jobs, 'job')} of it, running or waiting, ${jobs === 1 ? 'is' : 'are'} lost.`]
  if (relation === 'attachment') {
    return {
      verb: 'Detach',
      title: `Detach from “${cloud?.name ?? name}”?`,
      consequences: [
        `This account can no longer test or run anything from “${name}”.`,
        ...lost,
        'The cloud itself stays with its owner. It can be attached again while it is lent to this account.',
      ],
      mustTypeName: jobs > 0,
    }
  }
  const online = nodes.filter(({ status }) => status === 'online' || status === 'stopping').length
  return {
    verb: 'Delete',
    title: `Delete the ${kind} “${name}”?`,
    consequences: [
      nodes.length === 0
        ? 'It has no nodes.'
        : `The credentials of its ${countOf(nodes.length, 'node')} end at once${online > 0 ? `; ${online} of them ${online === 1 ? 'is' : 'are'} online now` : ''}.`,
      ...lost,
      ...(kind === 'cloud' ? ['Accounts that it is lent to lose it, with everything that they run on it.'] : []),
      'Connections and the history of tests stay. To bring it back, its machines have to be enrolled again.',
    ],
    mustTypeName: online > 0 || jobs > 0,
  }
}
