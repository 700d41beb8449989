import type { ComponentChildren } from 'preact';
import type { Mark } from '../../probes/marks';
import { Sign } from './marks';

interface Props {
  readonly title: string;
  /** Default: that there is nothing is neither good nor bad. */
  readonly mark?: Mark;
  readonly children?: ComponentChildren;
}

/** What stands in a view that has nothing to show. */
export function Empty({ title, mark = 'elsewhere', children }: Props) {
  return (
    <div class="empty">
      <Sign mark={mark} />
      <p class="title">{title}</p>
      {children}
    </div>
  );
}
