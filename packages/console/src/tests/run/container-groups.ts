import type { Container } from '@coupa-connector/protocol'

/** Containers of a kind, to choose one from. */
export interface ContainerGroup {
  readonly title: string
  readonly containers: readonly Container[]
}

/** Stands for all containers. */
export const allContainers = 'all'

/** From how many containers on a search is worth its room. */
const manyContainers = 8

/** Atoms and Molecules first, then Clouds; within them those that can run a test first, then by name. */
export function groupContainers(containers: readonly Container[], search = ''): readonly ContainerGroup[] {
  const wanted = search.trim().toLowerCase()
  const found = containers
    .filter(({ name, cloud }) => `${name} ${cloud?.name ?? ''}`.toLowerCase().includes(wanted))
    .toSorted((a, b) => Number(isAvailable(b)) - Number(isAvailable(a)) || a.name.localeCompare(b.name))
  return [
    { title: 'Atoms and Molecules', containers: found.filter(({ kind }) => kind !== 'cloud') },
    { title: 'Clouds', containers: found.filter(({ kind }) => kind === 'cloud') },
  ].filter((group) => group.containers.length > 0)
}

/** Whether it can run a test now. */
export function isAvailable({ unavailableReason }: Container): boolean {
  return unavailableReason === null
}

/** Whether there are so many that one would rather type. */
export function isSearchWorthwhile(containers: readonly Container[]): boolean {
  return containers.length > manyContainers
}

/** What is chosen at first: the one of the last time if it can run a test now, else the first that can. */
export function preselect(containers: readonly Container[], last: string | undefined): string | undefined {
  const available = containers.filter(isAvailable)
  if (last === allContainers && available.length > 1) return allContainers
  const again = available.find(({ id }) => id === last)
  return (again ?? groupContainers(available)[0]?.containers[0])?.id
}
