package io.github.camelzoom.client.limit;

import io.github.camelzoom.client.catalog.RateLabel;
import io.github.camelzoom.client.catalog.RequestLine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateClassTest {

    @ParameterizedTest
    @CsvSource({ "users/list,GET,/users,STANDARD,MEDIUM,", "GET /users/me,GET,/users/me,STANDARD,LIGHT,",
            "request,GET,/report/daily?year=2026,STANDARD,HEAVY,", "request,GET,/nowhere/at/all,STANDARD,MEDIUM,",
            "request,GET,/phone/users,PHONE,MEDIUM,", "request,GET,/contact_center/users,CONTACT_CENTER,MEDIUM,",
            "users/meetings/create,POST,/users/jane%40acme.com/meetings,STANDARD,LIGHT,users/jane%40acme.com",
            "request,POST,/users/me/webinars?x=1,STANDARD,LIGHT,users/me",
            "meetings/update,PATCH,/meetings/123?occurrence_id=4,STANDARD,LIGHT,meetings/123",
            "webinars/update,PATCH,/webinars/9,STANDARD,LIGHT,webinars/9", "meetings/get,GET,/meetings/123,STANDARD,LIGHT," })
    void theCatalogueSaysWhatACallCountsAs(String operation, String method, String path, ProductClass product, RateLabel label,
            String writer) {
        assertThat(RateClass.of(operation, RequestLine.of(method, path))).isEqualTo(new RateClass(product, label, writer));
    }

    @Test
    void everyPlanHasALimitForEveryLabelAndProduct() {
        for (Plan plan : Plan.values()) {
            for (ProductClass product : ProductClass.values()) {
                for (RateLabel label : RateLabel.values()) {
                    assertThat(plan.limit(product, label).permits()).isPositive();
                }
            }
        }
        assertThat(Plan.BUSINESS.limit(ProductClass.STANDARD, RateLabel.HEAVY).daily()).isEqualTo(60_000);
        assertThat(Plan.PRO.limit(ProductClass.PHONE, RateLabel.RESOURCE_INTENSIVE).daily()).isEqualTo(15_000);
    }
}
