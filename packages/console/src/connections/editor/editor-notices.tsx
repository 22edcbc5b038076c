import type { ConnectionFieldDescription } from '@coupa-connector/protocol'
import { InView } from '../../ui/lists/in-view.tsx'
import { ErrorState } from '../../ui/states/states.tsx'
import { ConflictNotice } from '../../versioned-form/conflict-notice.tsx'
import { describeChange, partLabel } from './part-label.ts'
import type { ConnectionEditorState } from './use-connection-editor.ts'

/** Why the form is not saved, or cannot be checked. It comes into view each time `when` rises. */
export function EditorNotices({
  editor: { conflict, base, saveError, checkError },
  fields,
  when,
}: {
  readonly editor: ConnectionEditorState
  readonly fields: readonly ConnectionFieldDescription[]
  readonly when: number
}): React.JSX.Element {
  return (
    <>
      <InView when={when}>
        {conflict ? (
          <ConflictNotice
            by={conflict.stored.connection.updatedBy}
            at={conflict.stored.connection.updatedAt}
            changed={conflict.changed.map((part) => describeChange(part, base, conflict.theirs, fields))}
            clashing={conflict.clashing.map(({ name }) => partLabel(name, fields))}
            onMerge={conflict.merge}
            onDiscard={conflict.discard}
          />
        ) : null}
        {saveError ? <ErrorState error={saveError} /> : null}
      </InView>
      {checkError && !saveError ? <ErrorState error={checkError} /> : null}
    </>
  )
}
