import { Page } from '../components/page.tsx'

export function People(): React.JSX.Element {
  return <Page title="People">…</Page>
}
