import type { Container } from '@coupa-connector/protocol'
import { plural } from '../../ui/words/numbers.ts'

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
  const lost = jobs === 0 ? [] : [`${plural(jobs, 'running or waiting job')} ${jobs === 1 ? 'is' : 'are'} lost.`]
  if (relation === 'attachment') {
    return {
      verb: 'Detach',
      title: `Detach from “${cloud?.name ?? name}”?`,
      consequences: [
        `This account can no longer test or run anything from “${name}”.`,
        ...lost,
        'The cloud itself stays with its owner. You can attach it again while it is shared with this account.',
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
        : `The credentials of its ${plural(nodes.length, 'node')} stop working immediately${online > 0 ? `; ${online} of them ${online === 1 ? 'is' : 'are'} online now` : ''}.`,
      ...lost,
      ...(kind === 'cloud' ? ['Accounts that it is shared with lose it, including everything they run on it.'] : []),
      'Connections and the test history are kept. To bring it back, its machines must be enrolled again.',
    ],
    mustTypeName: online > 0 || jobs > 0,
  }
}
