import type { Connection } from '@coupa-connector/protocol'
import { Anchor, Button, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { describeError } from '../../api/client.ts'
import { ConfirmDialog } from '../../ui/dialogs/confirm-dialog.tsx'
import { Icon } from '../../ui/marks/icon.tsx'
import { TimeAgo } from '../../ui/words/time-ago.tsx'
import type { ConnectionEditorState } from './use-connection-editor.ts'

/** What is done with the form as a whole, and whether it is saved; always in sight. */
export function SaveBar({
  connection,
  editor,
  onReview,
  onSave,
}: {
  readonly connection: Connection | undefined
  readonly editor: ConnectionEditorState
  /** Brings what was refused into view. */
  readonly onReview: () => void
  readonly onSave: (isClosing: boolean) => void
}): React.JSX.Element {
  const { isDirty, isSaving } = editor
  const [isReverting, reverting] = useDisclosure(false)
  const isOff = connection !== undefined && !isDirty
  return (
    <div className="surface editor-bar" data-off={isOff || undefined}>
      <Button onClick={() => onSave(false)} loading={isSaving} disabled={isOff}>
        Save
      </Button>
      <Button variant="default" onClick={() => onSave(true)} disabled={isOff || isSaving}>
        Save and close
      </Button>
      {connection && isDirty ? (
        <Button variant="subtle" color="gray" onClick={reverting.open} disabled={isSaving}>
          Revert
        </Button>
      ) : null}
      <Text size="sm" className="muted editor-bar-state" component="div" aria-live="polite">
        <SaveState connection={connection} editor={editor} onReview={onReview} />
      </Text>
      <ConfirmDialog
        opened={isReverting}
        title="Revert your changes?"
        consequences={['Everything that you changed since the last save is discarded.']}
        verb="Revert"
        isPending={false}
        error={null}
        onConfirm={() => {
          editor.revert()
          reverting.close()
        }}
        onClose={reverting.close}
      />
    </div>
  )
}

function SaveState({
  connection,
  editor,
  onReview,
}: {
  readonly connection: Connection | undefined
  readonly editor: ConnectionEditorState
  readonly onReview: () => void
}): React.JSX.Element | null {
  const refusal = refusalOf(editor)
  if (refusal !== undefined && (editor.isDirty || !connection)) {
    return (
      <span className="bad">
        <Icon name="cross" size={13} /> Not saved: {refusal.replace(/\.$/, '')} ·{' '}
        <Anchor component="button" type="button" size="sm" underline="always" onClick={onReview}>
          Review
        </Anchor>
      </span>
    )
  }
  if (!connection) return null
  // Somebody else's revision says nothing about what was typed here.
  if (editor.isDirty) return <>Unsaved changes</>
  return (
    <>
      Saved <TimeAgo at={connection.updatedAt} /> by {connection.updatedBy} · revision {connection.revision}
    </>
  )
}

/** Why the form is not saved, in a few words. */
function refusalOf({ conflict, saveError, nameError, refusals }: ConnectionEditorState): string | undefined {
  if (conflict && refusals > 0) return `${conflict.stored.connection.updatedBy} saved changes after you opened this`
  if (saveError) return describeError(saveError).message
  return nameError
}
