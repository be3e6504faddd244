package dev.attune.deploy.command;

import dev.attune.models.release.rollout.ReleaseShare;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A share of users such as 10% or 0.5%, in thousandths. */
final class ShareConverter implements ITypeConverter<Integer> {
  private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9])?)%");

  @Override
  public Integer convert(String text) {
    Matcher matcher = SHARE.matcher(text);
    if (matcher.matches()) {
      int permille = new BigDecimal(matcher.group(1)).movePointRight(1).intValueExact();
      if (permille <= ReleaseShare.BUCKETS) {
        return permille;
      }
    }
    throw new TypeConversionException(
        "'" + text + "' is not a share from 0% to 100% such as 10% or 0.5%");
  }
}
