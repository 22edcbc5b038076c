import type { Container } from '@coupa-connector/protocol'

export const containerKindLabels = { atom: 'Atom', molecule: 'Molecule', cloud: 'Cloud' } as const

/** Containers for a list to choose from, by kind; what cannot work now stays visible, and says why. */
export function containerOptions(containers: readonly Container[]): {
  group: string
  items: { value: string; label: string; disabled: boolean }[]
}[] {
  return (['atom', 'molecule', 'cloud'] as const).flatMap((kind) => {
    const items = containers.filter((container) => container.kind === kind)
    if (items.length === 0) return []
    return [
      {
        group: `${containerKindLabels[kind]}s`,
        items: items.map(({ id, name, status, unavailableReason }) => ({
          value: id,
          label: unavailableReason === null ? name : `${name} (${status})`,
          disabled: unavailableReason !== null,
        })),
      },
    ]
  })
}
