import type { Connection } from '@coupa-connector/protocol'
import { Anchor, Button, Text } from '@mantine/core'
import { Icon } from '../../ui/icon.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'

/** What is done with the form as a whole, and whether it is saved; always in sight. */
export function SaveBar({
  connection,
  refusal,
  onReview,
  isDirty,
  isSaving,
  onSave,
  onSaveAndClose,
  onRevert,
}: {
  readonly connection: Connection | undefined
  /** Why the last try to save failed; undefined when it did not. */
  readonly refusal: string | undefined
  /** Brings what was refused into view. */
  readonly onReview: () => void
  readonly isDirty: boolean
  readonly isSaving: boolean
  readonly onSave: () => void
  readonly onSaveAndClose: () => void
  readonly onRevert: () => void
}): React.JSX.Element {
  const isOff = connection !== undefined && !isDirty
  return (
    <div className="surface editor-bar">
      <Button onClick={onSave} loading={isSaving} disabled={isOff}>
        Save
      </Button>
      <Button variant="default" onClick={onSaveAndClose} disabled={isOff || isSaving}>
        Save and close
      </Button>
      {connection && isDirty ? (
        <Button variant="subtle" color="gray" onClick={onRevert} disabled={isSaving}>
          Revert
        </Button>
      ) : null}
      <Text size="sm" className="muted editor-bar-state" component="div" aria-live="polite">
        {refusal !== undefined && (isDirty || !connection) ? (
          <span className="bad">
            <Icon name="cross" size={13} /> Not saved: {refusal.replace(/\.$/, '')} ·{' '}
            <Anchor component="button" type="button" size="sm" underline="always" onClick={onReview}>
              Review
            </Anchor>
          </span>
        ) : connection && isDirty ? (
          'Unsaved changes'
        ) : connection ? (
          <>
            Saved <TimeAgo at={connection.updatedAt} /> by {connection.updatedBy} · revision {connection.revision}
          </>
        ) : null}
      </Text>
    </div>
  )
}
