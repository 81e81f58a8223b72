import { awayIn } from '../manager/manager_away';
import type { Services } from '../services/services';

/** Says that the manager is away, and has it asked again in the background, since no timer of a page asks it. */
export function lookingAgain(
  hostId: string,
  { reach, directory }: Pick<Services, 'reach' | 'directory'>
): ReturnType<typeof awayIn> {
  const away = awayIn(reach, hostId);
  if (away.manager_away) directory.lookAgain(hostId);
  return away;
}
