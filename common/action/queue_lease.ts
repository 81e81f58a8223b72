import { SECOND } from '../base/time';

/**
 * A document that the processes share which work on what waits for one manager. It saves work and tells who is gone; it protects nothing:
 * that each action is sent once rests on the mark alone.
 */
export interface QueueDocument {
  /** Process that takes up what nobody works on any more. */
  readonly holder?: string;
  /** A number that grows, for each process that works on something. */
  readonly beats: Readonly<Record<string, number>>;
}

export const NOBODY_WORKS: QueueDocument = { beats: {} };

/** The last that a process saw of another: its number, and the own monotonic time at which that was first seen, ms. Foreign times are never compared. */
export interface SeenBeat {
  readonly beat: number;
  readonly at: number;
}

export type SeenBeats = ReadonlyMap<string, SeenBeat>;

export const BEAT_EVERY = 5 * SECOND;
/** A process whose number stays the same for so long is gone, or can't be relied on. */
export const GONE_AFTER = 20 * SECOND;
/** Time from the beginning of its last confirmed write for which a process holds the lease: less than others wait. */
export const HELD_FOR = 15 * SECOND;

/** @param now own monotonic time, ms */
export function seenIn({ beats }: QueueDocument, before: SeenBeats, now: number): SeenBeats {
  return new Map(
    Object.entries(beats).map(([process, beat]) => {
      const known = before.get(process);
      return [process, known?.beat === beat ? known : { beat, at: now }];
    })
  );
}

/** True if a process isn't in the document, or stopped beating. @param seen of the newest document */
export function isGone(process: string, seen: SeenBeats, now: number): boolean {
  const known = seen.get(process);
  return known === undefined || now - known.at >= GONE_AFTER;
}

/** The document with one more beat of a process, which takes the lease if nobody holds it. Who is gone is left out. */
export function withBeat(
  document: QueueDocument,
  process: string,
  seen: SeenBeats,
  now: number
): QueueDocument {
  const { beats, holder } = document;
  const others = Object.entries(beats).filter(
    ([one]) => one !== process && !isGone(one, seen, now)
  );
  const isHeld = others.some(([one]) => one === holder);
  return {
    holder: isHeld ? holder : process,
    beats: { ...Object.fromEntries(others), [process]: (beats[process] ?? 0) + 1 },
  };
}

/** The document without a process that has nothing to do any more. */
export function withoutProcess({ beats, holder }: QueueDocument, process: string): QueueDocument {
  const others = Object.entries(beats).filter(([one]) => one !== process);
  return {
    ...(holder === undefined || holder === process ? {} : { holder }),
    beats: Object.fromEntries(others),
  };
}
