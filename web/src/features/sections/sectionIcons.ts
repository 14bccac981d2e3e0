import { Folder, Hash, MessageCircle, Star, type LucideIcon } from 'lucide-react';
import type { SectionKind } from './sections';

export const SECTION_ICONS: Readonly<Record<SectionKind, LucideIcon>> = {
  OWN: Folder,
  FAVOURITES: Star,
  CHANNELS: Hash,
  CONVERSATIONS: MessageCircle,
};
