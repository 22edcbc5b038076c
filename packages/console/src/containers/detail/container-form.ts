import type { Container } from '@coupa-connector/protocol'
import type { ChangedPart } from '../../versioned-form/conflict-notice.tsx'
import { changedParts, flatShape } from '../../versioned-form/form-shape.ts'

/** What people change of a container. */
export interface ContainerForm {
  readonly name: string
  readonly allowBrowsing: boolean
  readonly maxConcurrentJobs: number
}

export const containerFormShape = flatShape<ContainerForm>({
  name: (name) => name.trim(),
  allowBrowsing: (isAllowed) => (isAllowed ? 'allowed' : 'not allowed'),
  maxConcurrentJobs: String,
})

const labels: Readonly<Record<keyof ContainerForm, string>> = {
  name: 'Name',
  allowBrowsing: 'Tests from here',
  maxConcurrentJobs: 'Concurrent jobs',
}

/** What stands in a container now. */
export function containerFormOf({ name, allowBrowsing, maxConcurrentJobs }: Container): ContainerForm {
  return { name, allowBrowsing, maxConcurrentJobs }
}

/** Only the differences, because only the name of an attached cloud may be sent. */
export function changesTo(before: ContainerForm, typed: ContainerForm): Partial<ContainerForm> {
  const sent = { ...typed, name: typed.name.trim() }
  return Object.fromEntries(changedParts(containerFormShape, before, typed).map((part) => [part, sent[part]]))
}

export function containerPartLabel(part: keyof ContainerForm): string {
  return labels[part]
}

/** What somebody else changed, in words: `Concurrent jobs`, from `20` to `3`. */
export function describeContainerChange(
  part: keyof ContainerForm,
  from: ContainerForm,
  to: ContainerForm,
): ChangedPart {
  return {
    label: labels[part],
    from: containerFormShape.read(from, part),
    to: containerFormShape.read(to, part),
  }
}
