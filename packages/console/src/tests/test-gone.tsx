import { LinkButton } from '../ui/controls/link-button.tsx'
import { Gone } from '../ui/pages/gone.tsx'

/** Stands for a test, or the tests of a matrix, that do not exist any more. */
export function TestGone({ account }: { readonly account: string }): React.JSX.Element {
  return (
    <Gone
      what="test"
      icon="history"
      action={
        <LinkButton to="/a/$account/tests" params={{ account }} search={{}}>
          All tests
        </LinkButton>
      }
    />
  )
}
