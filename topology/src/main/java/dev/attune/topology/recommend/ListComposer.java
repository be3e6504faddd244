package dev.attune.topology.recommend;

import dev.attune.topology.profile.Profile;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the best items, at most so many of a category. When all of them are old acquaintances, the
 * last place goes to the best item the user has not used yet, so that a list always lets something
 * new be found.
 */
final class ListComposer {

  private static final int ROOM_FOR_SOMETHING_NEW = 3;

  private final int maximumItems;
  private final int perCategory;

  ListComposer(int maximumItems, int perCategory) {
    this.maximumItems = maximumItems;
    this.perCategory = perCategory;
  }

  /**
   * The items of a user's list, best first; the others are counted under the rule that removed
   * them.
   */
  List<Scored> compose(List<Scored> scored, Profile profile, RuleCounts removed) {
    List<Scored> order = ordered(scored);
    List<Scored> list = best(order, removed);
    makeRoomForSomethingNew(order, list, profile);
    return list;
  }

  /** The same for anyone's list, in which nothing is new or old. */
  List<Scored> compose(List<Scored> scored, RuleCounts removed) {
    return best(ordered(scored), removed);
  }

  private static List<Scored> ordered(List<Scored> scored) {
    List<Scored> order = new ArrayList<>(scored);
    order.sort(Scored.BEST_FIRST);
    return order;
  }

  private List<Scored> best(List<Scored> order, RuleCounts removed) {
    List<Scored> list = new ArrayList<>(maximumItems);
    int tooMuchOfOne = 0;
    for (Scored candidate : order) {
      if (list.size() == maximumItems) {
        break;
      }
      if (ofCategory(list, candidate) < perCategory) {
        list.add(candidate);
      } else {
        tooMuchOfOne++;
      }
    }
    removed.add(Rule.DIVERSITY, tooMuchOfOne);
    removed.add(Rule.OUTRANKED, order.size() - list.size() - tooMuchOfOne);
    return list;
  }

  private void makeRoomForSomethingNew(List<Scored> order, List<Scored> list, Profile profile) {
    if (maximumItems < ROOM_FOR_SOMETHING_NEW
        || list.size() < maximumItems
        || list.stream().anyMatch(item -> isNew(item, profile))) {
      return;
    }
    List<Scored> rest = list.subList(0, list.size() - 1);
    for (Scored candidate : order) {
      if (isNew(candidate, profile) && ofCategory(rest, candidate) < perCategory) {
        list.set(list.size() - 1, candidate);
        return;
      }
    }
  }

  private static boolean isNew(Scored item, Profile profile) {
    for (int i = 0; i < profile.habits().size(); i++) {
      if (profile.habits().item(i) == item.entry().hash()) {
        return false;
      }
    }
    return true;
  }

  private static int ofCategory(List<Scored> list, Scored candidate) {
    int same = 0;
    for (Scored item : list) {
      if (item.entry().categoryHash() == candidate.entry().categoryHash()) {
        same++;
      }
    }
    return same;
  }
}
